using Utrace.Adapters;

namespace Utrace.Conformance.Running;

/// <summary>How the contexts of a run share time: freely, or one at a time by a strategy's choice. The play's lock is <see cref="Wait"/>'s monitor.</summary>
internal interface IPace
{
    /// <summary>Whether exactly one context runs at a time.</summary>
    bool IsControlled { get; }

    /// <summary>Opens the session.</summary>
    ISession Open(IAdapter adapter, IKit kit, ulong seed);

    /// <summary>Runs the conductor.</summary>
    void Conduct(Action body);

    /// <summary>Starts an actor.</summary>
    void Start(string actor, Action body);

    /// <summary>Between two things that a context does by itself: others may come in here.</summary>
    void Between(string context);

    /// <summary>Waits, with the lock held, until <paramref name="isOver"/>; the lock is free meanwhile.</summary>
    void Wait(string context, Func<string> what, Func<bool> isOver);

    /// <summary>What this context waits for has come. With the lock held.</summary>
    void Wake(string context);

    /// <summary>The running context uses something that the kit shares between contexts.</summary>
    void Use(string variable, bool isWrite);

    /// <summary>The running context sees something that the kit shares, as part of what it does next.</summary>
    void Glance(string variable);

    /// <summary>Controlled only: lets the contexts go on until none can; false where the strategy ended the schedule before.</summary>
    bool RunToRest();

    /// <summary>Controlled only: the context that was given the turn, and from where it goes on; null where the kit itself has it.</summary>
    string? Running { get; }

    /// <summary>The session is disposed; lets everybody go who still waits.</summary>
    void Close();
}
