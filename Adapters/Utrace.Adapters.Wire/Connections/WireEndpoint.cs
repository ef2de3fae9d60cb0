namespace Utrace.Adapters.Wire.Connections;

/// <summary>Where an implementation is: <c>exec:CMD</c>, <c>unix:PATH</c>, <c>tcp:HOST:PORT</c>. Immutable and thread-safe.</summary>
public abstract record WireEndpoint
{
    /// <summary>The forms, for messages.</summary>
    public const string Forms = "exec:CMD, unix:PATH or tcp:HOST:PORT";

    /// <summary>How many connections there may be at a time.</summary>
    public virtual int Connections => int.MaxValue;

    /// <summary>Starts or reaches it.</summary>
    /// <exception cref="AdapterException">That failed.</exception>
    public abstract IWireTransport Connect();

    /// <summary>Whether a name of an adapter is meant as an endpoint.</summary>
    public static bool IsEndpoint(string text) =>
        text.StartsWith("exec:", StringComparison.Ordinal) || text.StartsWith("unix:", StringComparison.Ordinal) || text.StartsWith("tcp:", StringComparison.Ordinal);

    /// <summary>Reads an endpoint.</summary>
    /// <exception cref="FormatException">It is none; the message says what is wrong and what was expected.</exception>
    public static WireEndpoint Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var rest = text[(colon + 1)..];
        return (colon < 0 ? "" : text[..colon]) switch
        {
            "exec" => new ExecEndpoint(CommandWords.Split(rest)),
            "unix" when rest.Length > 0 => new UnixEndpoint(rest),
            "unix" => throw new FormatException("'unix:' names no socket; expected unix:PATH"),
            "tcp" => TcpEndpoint.Of(rest),
            _ => throw new FormatException($"'{text}' is no endpoint; expected {Forms}"),
        };
    }
}
