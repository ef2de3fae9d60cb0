namespace Utrace.Conformance.Scheduling.Search;

/// <summary>A strategy that keeps the happens-before order of its schedule itself.</summary>
internal interface ITraced
{
    /// <summary>The steps of the present schedule.</summary>
    StepTrace Trace { get; }

    /// <summary>The first step that is not the last schedule's as well.</summary>
    int New { get; }

    /// <summary>Where the program ran differently under the same choices; null while it does not.</summary>
    string? Divergence { get; }
}
