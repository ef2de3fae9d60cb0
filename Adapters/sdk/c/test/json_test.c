/* Tries the header's JSON: what it must read, what it must refuse and where, what it must write. Exit code 0 if all is right. */
#define UTRACE_ADAPTER_IMPLEMENTATION
#include "../utrace_adapter.h"

static int failures;

static void check(bool right, const char *what)
{
    if (!right) {
        printf("wrong: %s\n", what);
        failures++;
    }
}

/* Parses a copy that is exactly as long as the text, so that a sanitizer sees every byte too many. */
static bool parse(ut_json_document *json, char **copy, const char *text, size_t length)
{
    *copy = malloc(length == 0 ? 1 : length);
    memcpy(*copy, text, length);
    return ut_json_parse(json, *copy, length);
}

static void reads_string(const char *text, const char *expected)
{
    ut_json_document json = {0};
    char *copy;
    check(parse(&json, &copy, text, strlen(text)) && json.values->type == UT_JSON_STRING && strcmp(json.values->string, expected) == 0, text);
    free(copy);
    free(json.values);
}

static void reads_integer(const char *text, bool negative, uint64_t magnitude)
{
    ut_json_document json = {0};
    char *copy;
    check(parse(&json, &copy, text, strlen(text)) && json.values->type == UT_JSON_INTEGER && json.values->negative == negative
            && json.values->magnitude == magnitude, text);
    free(copy);
    free(json.values);
}

static void reads_real(const char *text)
{
    ut_json_document json = {0};
    char *copy;
    check(parse(&json, &copy, text, strlen(text)) && json.values->type == UT_JSON_REAL, text);
    free(copy);
    free(json.values);
}

static void refuses_bytes(const char *text, size_t length, size_t at, const char *error)
{
    ut_json_document json = {0};
    char *copy;
    bool read = parse(&json, &copy, text, length);
    if (read || strcmp(json.error, error) != 0 || json.error_at != at) {
        printf("wrong: %s: %s at %zu, expected %s at %zu\n", text, read ? "read" : json.error, json.error_at, error, at);
        failures++;
    }
    free(copy);
    free(json.values);
}

static void refuses(const char *text, size_t at, const char *error) { refuses_bytes(text, strlen(text), at, error); }

static void writes(const char *string, const char *expected)
{
    ut_text text = {0};
    ut_put_string(&text, string);
    check(strcmp(text.bytes, expected) == 0, expected);
    free(text.bytes);
}

/* Whatever bytes come, the parser answers and stays within them. */
static void survives(uint64_t seed, int rounds)
{
    static const char line[] = "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"call\",\"params\":{\"context\":\"D\",\"a\":[1,2.5e3,null,true],\"s\":\"\\ud83d\\ude00\\n\xc3\xa9\"}}";
    ut_json_document json = {0};
    for (int round = 0; round < rounds; round++) {
        char *copy = malloc(sizeof line - 1);
        memcpy(copy, line, sizeof line - 1);
        for (int change = 0; change < 3; change++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            copy[(seed >> 33) % (sizeof line - 1)] = (char)(seed >> 24);
        }
        ut_json_parse(&json, copy, (size_t)((seed >> 40) % sizeof line));
        free(copy);
    }
    free(json.values);
}

int main(void)
{
    ut_json_document json = {0};
    char deep[80], *copy, members[8192] = "{";

    reads_string("\"\"", "");
    reads_string(" \"T\\\"\\\\\\/\\b\\f\\n\\r\\t\" ", "T\"\\/\b\f\n\r\t");
    reads_string("\"\\u0041\\u00e9\\u20ac\\ud83d\\ude00\"", "A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
    reads_string("\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"", "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
    reads_integer("0", false, 0);
    reads_integer("-7", true, 7);
    reads_integer("18446744073709551615", false, UINT64_MAX);
    reads_real("18446744073709551616");
    reads_real("99999999999999999999999999");
    reads_real("1.0");
    reads_real("1e3");
    reads_real("-0.5E-7");

    refuses("", 0, "a value was expected");
    refuses("nul", 0, "a value was expected");
    refuses("NaN", 0, "a value was expected");
    refuses("+1", 0, "a value was expected");
    refuses("01", 2, "a number with a leading zero");
    refuses("1.", 2, "a digit was expected");
    refuses("1e", 2, "a digit was expected");
    refuses("-", 1, "a digit was expected");
    refuses("1 2", 2, "something behind the value");
    refuses("{} {}", 3, "something behind the value");
    refuses("[1,]", 3, "a value was expected");
    refuses("[1 2]", 3, "',' or ']' was expected");
    refuses("{\"a\" 1}", 5, "':' was expected");
    refuses("{\"a\":1,}", 7, "a string was expected");
    refuses("{a:1}", 1, "a string was expected");
    refuses("{\"a\":1,\"a\":2}", 10, "the same member twice");
    refuses("\"abc", 4, "the string does not end");
    refuses("\"\\x\"", 3, "unknown escape");
    refuses("\"\\u12g4\"", 6, "\\u needs four hex digits");
    refuses("\"\\u12", 3, "\\u needs four hex digits");
    refuses("\"\\u0000\"", 7, "a zero character in a string");
    refuses("\"\\ud83d\"", 7, "a high surrogate without a low one");
    refuses("\"\\ud83d\\u0041\"", 13, "a high surrogate without a low one");
    refuses("\"\\ude00\"", 7, "a low surrogate without a high one");
    refuses("\"\x01\"", 1, "a control character in a string");
    refuses("\"\xff\"", 1, "not UTF-8");
    refuses("\"\xc0\x80\"", 1, "not UTF-8");
    refuses("\"\xed\xa0\x80\"", 1, "not UTF-8");
    refuses("\"\xf4\x90\x80\x80\"", 1, "not UTF-8");
    refuses("\"\xe2\x82", 1, "not UTF-8");
    refuses_bytes("\"a\0b\"", 5, 2, "a control character in a string");

    memset(deep, '[', sizeof deep);
    refuses_bytes(deep, UT_JSON_DEPTH + 1, UT_JSON_DEPTH + 1, "too deep");
    for (int i = 0; i <= UT_JSON_MEMBERS; i++)
        snprintf(members + strlen(members), 16, "%s\"m%d\":0", i == 0 ? "" : ",", i);
    strcat(members, "}");
    check(!parse(&json, &copy, members, strlen(members)) && strcmp(json.error, "too many members") == 0, "too many members");
    free(copy);

    check(parse(&json, &copy, "{\"a\":{\"b\":[1,\"x\"]},\"n\":null}", 28), "nested");
    const ut_json *a = ut_json_member(&json, json.values, "a"), *b = ut_json_member(&json, a, "b");
    check(b != NULL && b->type == UT_JSON_ARRAY && json.values[b->first].magnitude == 1, "member of a member");
    check(ut_json_member(&json, json.values, "n") == NULL && ut_json_member(&json, json.values, "z") == NULL, "null means absent");
    free(copy);
    free(json.values);

    writes("plain", "\"plain\"");
    writes("q\"b\\n\nt\x01", "\"q\\\"b\\\\n\\u000at\\u0001\"");
    writes("\xc3\xa9", "\"\xc3\xa9\"");
    writes("\xff\xc3", "\"\xef\xbf\xbd\xef\xbf\xbd\"");

    survives(1, 200000);
    if (failures == 0)
        printf("json: all right\n");
    return failures == 0 ? 0 : 1;
}
