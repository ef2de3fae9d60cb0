using System.Collections.Immutable;
using Utrace.Spec.Loading.Grammar;
using Utrace.Spec.Loading.Yaml;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Loading.Reading;

/// <summary>Makes threads of nodes, tells which of them clones make, and reports families that cannot be.</summary>
internal sealed class ThreadReader(StepReader steps, NameTable names, DefectList defects)
{
    /// <summary>The threads, in declaration order.</summary>
    public ImmutableArray<ThreadSpec> Read(YamlNode? node)
    {
        ImmutableArray<ThreadSpec> threads = [.. node.Entries().DistinctBy(e => e.Key.Value, StringComparer.Ordinal).Select(e => ReadThread(e.Key.Value, e.Value))];
        var groups = threads.ToDictionary(t => t.Name, t => t.Group, StringComparer.Ordinal);
        var parents = ParentsOf(threads);
        threads = [.. threads.Select(t => WithClones(t, groups, parents))];
        foreach (var thread in threads)
        {
            CheckParent(node, thread, groups);
            CheckWaits(thread, threads);
        }

        CheckDispositions(node, threads);
        return threads;
    }

    /// <summary>The set of a list of signals.</summary>
    public static SignalSet ReadMask(YamlNode? list) =>
        new(list.Texts().Aggregate(0u, (all, word) => Words.TryParse(word, out SignalNumber signal) ? all | (1u << (int)signal) : all));

    private ThreadSpec ReadThread(string name, YamlNode node)
    {
        var dispositions = ImmutableArray.CreateBuilder<(SignalNumber, Disposition)>();
        foreach (var (key, value) in node.At("signals").Entries())
        {
            if (!Words.TryParse(key.Value, out SignalNumber signal) || signal is SignalNumber.SIGKILL or SignalNumber.SIGSTOP)
            {
                List<string> all = [.. Words.OfSignals.Where(w => w is not ("SIGKILL" or "SIGSTOP"))];
                defects.AddUnknown(key.Mark, "signal", key.Value, all);
            }
            else if (Words.TryParse(value.Text() ?? "", out Disposition disposition))
            {
                dispositions.Add((signal, disposition));
            }
        }

        return new ThreadSpec(
            name, node.At("group").Text() ?? name, node.At("self_reap").Flag() ?? false, node.At("kernel_thread").Flag() ?? false,
            steps.Read(node.At("program"), StepPlaces.Program))
        {
            Parent = names.Use(node.At("parent"), NameKind.Thread),
            Step = Words.TryParse(node.At("step").Text() ?? "", out StepHardware hardware) ? hardware : StepHardware.Block,
            Signals = dispositions.ToImmutable(),
            Blocked = ReadMask(node.At("blocked")),
            IsOrphaned = node.At("orphaned").Flag() ?? false,
        };
    }

    private Dictionary<string, string> ParentsOf(ImmutableArray<ThreadSpec> threads)
    {
        var parents = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (thread, clone) in threads.SelectMany(t => t.Program.OfType<CloneActivity>().Select(c => (t, c))).Where(p => p.c.Child is not null))
        {
            if (string.Equals(thread.Name, clone.Child, StringComparison.Ordinal))
            {
                defects.Add(clone.Source, $"'{thread.Name}' clones itself", "another thread");
            }
            else if (!parents.TryAdd(clone.Child!, thread.Name))
            {
                defects.Add(clone.Source, $"the thread '{clone.Child}' is cloned twice", "one clone for each thread");
            }
        }

        return parents;
    }

    private static ThreadSpec WithClones(ThreadSpec thread, Dictionary<string, string> groups, Dictionary<string, string> parents)
    {
        var cloned = parents.TryGetValue(thread.Name, out var cloner);
        var isProcess = cloned && !string.Equals(groups[cloner!], thread.Group, StringComparison.Ordinal);
        return thread with
        {
            IsCloned = cloned,
            Parent = thread.Parent ?? (isProcess ? cloner : null),
            Program = [.. thread.Program.Select(s => s is CloneActivity { Child: { } child, Kind: CloneKind.Fork } c
                && groups.TryGetValue(child, out var group) && string.Equals(group, thread.Group, StringComparison.Ordinal) ? c with { Kind = CloneKind.Thread } : s)],
        };
    }

    private void CheckParent(YamlNode? node, ThreadSpec thread, Dictionary<string, string> groups)
    {
        if (thread.Parent is { } parent && groups.TryGetValue(parent, out var group) && string.Equals(group, thread.Group, StringComparison.Ordinal))
        {
            defects.Add(node.At(thread.Name).At("parent")?.Mark ?? node!.Mark, $"the parent '{parent}' of '{thread.Name}' is of its own group", "a thread of another group");
        }

        foreach (var clone in thread.Program.OfType<CloneActivity>().Where(c => c is { Child: not null, Kind: CloneKind.Vfork }))
        {
            if (groups.TryGetValue(clone.Child!, out var childs) && string.Equals(childs, thread.Group, StringComparison.Ordinal))
            {
                defects.Add(clone.Source, $"vfork makes a process, and '{clone.Child}' is of the caller's group", "a child of another group");
            }
        }
    }

    private void CheckWaits(ThreadSpec thread, ImmutableArray<ThreadSpec> threads)
    {
        foreach (var wait in thread.Program.OfType<WaitActivity>())
        {
            var child = threads.FirstOrDefault(t => string.Equals(t.Name, wait.Child, StringComparison.Ordinal));
            var parent = child?.Parent is { } name ? threads.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.Ordinal)) : null;
            if (child is not null && !string.Equals(parent?.Group, thread.Group, StringComparison.Ordinal))
            {
                defects.Add(wait.Source, $"'{thread.Name}' waits for '{wait.Child}', which is no child of its group", $"a thread with 'parent: {thread.Name}'");
            }
        }
    }

    private void CheckDispositions(YamlNode? node, ImmutableArray<ThreadSpec> threads)
    {
        foreach (var group in threads.GroupBy(t => t.Group, StringComparer.Ordinal))
        {
            var given = new Dictionary<SignalNumber, Disposition>();
            foreach (var (thread, (signal, disposition)) in group.SelectMany(t => t.Signals.Select(s => (t, s))))
            {
                if (!given.TryAdd(signal, disposition) && given[signal] != disposition)
                {
                    defects.Add(node.At(thread.Name).At("signals")!.Mark, $"the group '{group.Key}' has two dispositions for {Words.Of(signal)}", "one for a group");
                }
            }
        }
    }
}
