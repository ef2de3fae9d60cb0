namespace Utrace.Adapters.Threaded;

/// <summary>Which callback table an engine has now (steps: E.ops).</summary>
internal enum EngineTable
{
    /// <summary>Its user's: attached.</summary>
    User,

    /// <summary>The stub, whose report_quiesce returns DETACH: marked, not yet taken off the list.</summary>
    Stub,

    /// <summary>None: gone, only references keep it.</summary>
    Nil,
}
