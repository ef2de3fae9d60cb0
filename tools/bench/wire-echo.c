/* The least that answers the wire protocol: every call gets 0. With an argument: a plain echo of lines, the floor of what a pipe can do. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
    static char line[65536];
    (void)argv;
    while (fgets(line, sizeof line, stdin)) {
        if (argc > 1) {
            fputs(line, stdout);
        } else {
            long id = strtol(strstr(line, "\"id\":") + 5, NULL, 10);
            const char *result = strstr(line, "\"hello\"")
                ? "{\"protocol\":1,\"name\":\"echo\",\"version\":\"1\",\"language\":\"C\",\"api\":20091216,\"capabilities\":[\"core\"],\"tier\":\"T1\"}"
                : strstr(line, "\"reset\"") ? "{\"unreleased\":0}" : "{\"errno\":\"0\"}";
            printf("{\"jsonrpc\":\"2.0\",\"id\":%ld,\"result\":%s}\n", id, result);
        }
        fflush(stdout);
    }
    return 0;
}
