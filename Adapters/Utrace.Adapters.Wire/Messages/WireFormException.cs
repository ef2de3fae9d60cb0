namespace Utrace.Adapters.Wire.Messages;

/// <summary>A line, or a member of one, does not have the form that the protocol gives it.</summary>
/// <param name="code">The error code for an answer.</param>
/// <param name="what">What is wrong.</param>
/// <param name="expected">What would be right.</param>
internal sealed class WireFormException(int code, string what, string expected) : Exception($"{what}; expected {expected}")
{
    /// <summary>The line is no JSON.</summary>
    public const int ParseError = -32700;

    /// <summary>The line is no message.</summary>
    public const int InvalidRequest = -32600;

    /// <summary>There is no such method.</summary>
    public const int MethodNotFound = -32601;

    /// <summary>A member is missing or wrong.</summary>
    public const int InvalidParams = -32602;

    /// <summary>The implementation broke down.</summary>
    public const int Broken = -32000;

    /// <summary>It is not there.</summary>
    public const int Unsupported = -32001;

    /// <summary>Given up because of a reset.</summary>
    public const int Abandoned = -32002;

    /// <summary>Not in this state.</summary>
    public const int WrongState = -32003;

    /// <summary>No common version.</summary>
    public const int NoVersion = -32004;

    /// <summary>The error code for an answer.</summary>
    public int Code { get; } = code;

    /// <summary>What is wrong.</summary>
    public string What { get; } = what;

    /// <summary>What would be right.</summary>
    public string Expected { get; } = expected;
}
