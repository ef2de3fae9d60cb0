using System.Text;
using System.Text.Json.Nodes;
using Utrace.Adapters.Wire.Serving;

namespace Utrace.Adapters.Wire.Tests;

/// <summary>The kit's end of a conversation with a served implementation, by hand. Reading blocks until a line comes.</summary>
internal sealed class Conversation : IDisposable
{
    private readonly PipeTransport _pipes = new();
    private readonly StreamReader _reader;
    private readonly Thread _server;
    private int _lastId;

    /// <summary>Begins one, with its first scenario.</summary>
    public Conversation(IAdapter adapter, bool control = false)
    {
        _reader = new StreamReader(_pipes.Input, new UTF8Encoding(false));
        _server = new Thread(() =>
        {
            using var server = new WireServer(adapter, _pipes.ServerInput, _pipes.ServerOutput);
            server.Run();
        });
        _server.Start();
        Ask("hello", "\"protocolMin\":1,\"protocolMax\":1,\"kit\":\"test\",\"kitVersion\":\"1\"");
        Ask("reset", control ? "\"seed\":1,\"control\":true" : "\"seed\":1");
    }

    /// <summary>Lines that were read on the way to another one.</summary>
    public List<JsonObject> Passed { get; } = [];

    /// <summary>Sends a request with these params, the braces left out; its id.</summary>
    public int Send(string method, string parameters)
    {
        Write($$$"""{"jsonrpc":"2.0","id":{{{++_lastId}}},"method":"{{{method}}}","params":{ {{{parameters}}} }}""");
        return _lastId;
    }

    /// <summary>Answers a callback.</summary>
    public void Return(JsonObject callback, int action) => Write($$$"""{"jsonrpc":"2.0","id":{{{callback["id"]}}},"result":{"action":{{{action}}}}}""");

    /// <summary>Sends a request, and has its result.</summary>
    public JsonObject Ask(string method, string parameters)
    {
        var answer = AnswerTo(Send(method, parameters));
        return answer["result"]?.AsObject() ?? throw new AssertionException(answer.ToJsonString());
    }

    /// <summary>Sends a request that must be refused: code and message.</summary>
    public string Refused(string method, string parameters)
    {
        var error = AnswerTo(Send(method, parameters))["error"];
        return $"{error?["code"]} {error?["message"]}";
    }

    /// <summary>The answer to a request; what comes before it is passed.</summary>
    public JsonObject AnswerTo(int id) => Next(l => l["method"] is null && (int?)l["id"] == id);

    /// <summary>The next line that fits; what comes before it is passed.</summary>
    public JsonObject Next(Func<JsonObject, bool> fits)
    {
        while (true)
        {
            var line = JsonNode.Parse(_reader.ReadLine() ?? throw new AssertionException("the stream ended"))!.AsObject();
            if (fits(line))
            {
                return line;
            }

            Passed.Add(line);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pipes.Output.Dispose();
        _server.Join();
        _pipes.Dispose();
        _reader.Dispose();
    }

    private void Write(string line)
    {
        _pipes.Output.Write(Encoding.UTF8.GetBytes(line + "\n"));
        _pipes.Output.Flush();
    }
}
