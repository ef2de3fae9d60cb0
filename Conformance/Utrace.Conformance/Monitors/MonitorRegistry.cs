using System.Collections.Immutable;

namespace Utrace.Conformance.Monitors;

/// <summary>Every monitor. Thread-safe.</summary>
public static class MonitorRegistry
{
    /// <summary>All of them, in the order of their guarantees' ids.</summary>
    public static ImmutableArray<LogMonitor> All { get; } =
    [
        .. new LogMonitor[]
        {
            new Attach01(), new Attach02(), new Attach04(), new Attach05(), new Attach06(), new Attach07(), new Attach08(),
            new Attach09(), new Attach10(), new Attach11(), new Attach12(), new Attach13(), new Attach15(), new Attach17(),
            new Barrier01(), new Barrier02(), new Barrier03(), new Barrier05(), new Barrier07(), new Barrier08(), new Barrier09(),
            new Barrier10(), new Barrier12(), new Death01(), new Death02(), new Death03(), new Death05(), new Death06(),
            new Death07(), new Death08(), new Detach01(), new Detach02(), new Detach03(), new Detach04(), new Detach05(),
            new Detach06(), new Detach07(), new Examine02(), new Examine03(), new Examine04(), new Examine05(), new Examine06(),
            new Exec02(), new Exec03(), new Exit01(), new Exit02(), new Exit03(), new Exit04(), new Interrupt01(), new Kill01(),
            new Kill02(), new Kill03(), new Quiesce01(), new Quiesce03(), new Quiesce05(), new Quiesce06(), new Quiesce07(),
            new Quiesce08(), new Reap01(), new Reap02(), new Reap05(), new Reap07(), new Reap08(), new Reap09(), new Ref01(),
            new Ref02(), new Ref03(), new Ref04(), new Ref08(), new Report01(), new Report02(), new Report03(), new Report04(),
            new Report06(), new Report07(), new Report08(), new Report09(), new Report11(), new Report13(), new Report14(),
            new Report16(), new Resume01(), new Resume03(), new Resume04(), new Resume05(), new Resume07(), new Resume08(),
            new Resume09(), new Resume11(), new Resume12(), new SetEvents01(), new SetEvents02(), new SetEvents05(),
            new SetEvents06(), new SetEvents07(), new SetEvents09(), new SetEvents10(), new SetEvents11(), new SetEvents12(),
            new SetEvents14(), new SetEvents16(), new SetEvents17(), new Stop01(), new Stop02(), new Stop04(), new Stop05(),
            new Stop07(), new Stop08(), new Stop10(), new Stop13(), new Syscall02(), new Syscall03(), new Syscall04(),
            new Syscall05(), new Syscall07(), new Syscall08(), new Syscall09(), new Syscall12(),
        }.OrderBy(m => m.Guarantee, StringComparer.Ordinal),
    ];
}
