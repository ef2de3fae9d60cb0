using Utrace.Adapters.Wire.Messages;

namespace Utrace.Adapters.Wire.Kit;

/// <summary>Gets what comes over a connection besides answers: called by its reader, one line at a time, in order. Must not block.</summary>
internal interface IWireListener
{
    /// <summary>A callback begins.</summary>
    void Callback(long id, CallbackParams told);

    /// <summary>A notification.</summary>
    void Told(string method, object told);

    /// <summary>The connection is over; told once, whatever the cause.</summary>
    void Lost(AdapterException cause);
}
