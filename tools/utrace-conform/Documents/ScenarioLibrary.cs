using System.Collections.Immutable;
using Utrace.Conform.Cli;
using Utrace.Conformance.Families;
using Utrace.Conformance.Verdicts;
using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Conform.Documents;

/// <summary>
/// The bundled scenarios, and how the command line picks from them. A document is read when something asks for one of its cases: who runs one area does not
/// wait for the thousands of cases of the others. Thread-safe.
/// </summary>
internal sealed class ScenarioLibrary
{
    private const int ShownDefects = 5;
    private const int ShownNearMatches = 5;

    private readonly Lock _sync = new();
    private readonly string _root;
    private readonly SortedDictionary<string, string> _unread;
    private readonly SortedDictionary<string, Scenario> _cases = new(StringComparer.Ordinal);
    private ImmutableArray<Scenario> _all;

    private ScenarioLibrary(string root, IEnumerable<string> files)
    {
        _root = root;
        _unread = new(files.ToDictionary(f => ScenarioFiles.PlaceOf(f, DirectoryOf(root))!, StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>Every case, in ordinal order of the ids.</summary>
    public ImmutableArray<Scenario> All
    {
        get
        {
            lock (_sync)
            {
                if (_all.IsDefault)
                {
                    Read(_ => true);
                    _all = [.. _cases.Values];
                }

                return _all;
            }
        }
    }

    /// <summary>Where the scenarios are below the root.</summary>
    public static string DirectoryOf(string root) => Path.Combine(root, "fixtures", "scenarios");

    /// <summary>Finds the documents.</summary>
    public static ScenarioLibrary Load(string root)
    {
        var directory = DirectoryOf(root);
        return new ScenarioLibrary(root, Directory.Exists(directory) ? Directory.EnumerateFiles(directory, "*.yaml", SearchOption.AllDirectories) : []);
    }

    /// <summary>Whether these, which were picked here, are all cases.</summary>
    public bool IsWhole(ImmutableArray<Scenario> picked)
    {
        lock (_sync)
        {
            return _unread.Count == 0 && picked.Length == _cases.Count;
        }
    }

    /// <summary>The cases that any of the globs means, and that test any of the guarantees; nothing given means all.</summary>
    public ImmutableArray<Scenario> Pick(IReadOnlyList<string> globs, IReadOnlyList<string> guarantees)
    {
        var picked = globs.Count == 0 ? All : [.. globs.SelectMany(g => Select(g)).DistinctBy(s => s.Id, StringComparer.Ordinal).OrderBy(s => s.Id, StringComparer.Ordinal)];
        if (guarantees.Count == 0)
        {
            return picked;
        }

        foreach (var id in guarantees)
        {
            _ = Guarantees.Get(id, "--guarantee");
            if (!All.Any(s => s.Guarantees.Contains(id, StringComparer.Ordinal)))
            {
                throw new UserError(
                    ExitCode.Usage, $"no scenario tests {id}", "--guarantee", "a guarantee that a scenario names",
                    $"{ConformCommandLine.ProgramName} coverage --untested lists what nothing tests");
            }
        }

        var both = picked.Where(s => s.Guarantees.Any(g => guarantees.Contains(g, StringComparer.Ordinal))).ToImmutableArray();
        return both.Length > 0 ? both : throw new UserError(
            ExitCode.Usage, $"no scenario that matches {string.Join(", ", globs)} tests {string.Join(", ", guarantees)}",
            "--scenario with --guarantee", "globs and guarantees that have a scenario in common",
            $"{ConformCommandLine.ProgramName} explain {guarantees[0]} lists the scenarios that test it");
    }

    /// <summary>The one case of this id.</summary>
    public Scenario Single(string id, string where)
    {
        var family = Family.IdOf(id);
        lock (_sync)
        {
            Read(f => string.Equals(f, family, StringComparison.Ordinal));
            if (_cases.TryGetValue(id, out var exact))
            {
                return exact;
            }
        }

        var matches = Meant(id);
        return matches switch
        {
            [var one] => one,
            [] => throw NoMatch(id, where),
            _ => throw new UserError(
                ExitCode.Usage, $"'{id}' means {matches.Length} cases", where, "one case", "name one of " + Some(matches.Select(s => s.Id))),
        };
    }

    /// <summary>The cases that one glob means; that none does is an error.</summary>
    public ImmutableArray<Scenario> Select(string glob)
    {
        var found = Meant(glob);
        return found.Length > 0 ? found : throw NoMatch(glob, "--scenario");
    }

    /// <summary>The cases that a glob means, of the documents that can have one.</summary>
    private ImmutableArray<Scenario> Meant(string glob)
    {
        var pattern = new Glob(glob);
        lock (_sync)
        {
            Read(pattern.CanFitCaseOf);
            return [.. _cases.Values.Where(s => pattern.FitsCase(s.Id))];
        }
    }

    /// <summary>Reads those documents that were not yet; a defect in one of them ends the program, because a run without it would prove less than it says.</summary>
    private void Read(Func<string, bool> isWanted)
    {
        var wanted = _unread.Where(d => isWanted(d.Key)).ToList();
        if (wanted.Count == 0)
        {
            return;
        }

        var loaded = ScenarioFiles.Load(wanted.Select(d => d.Value), _root, _root);
        if (loaded.Defects.Length > 0)
        {
            var shown = loaded.Defects.Take(ShownDefects).Select(d => "\n    " + d.ToString());
            throw new UserError(
                ExitCode.BadDocument,
                $"{Counted.Of(loaded.Defects.Length, "defect")} in the bundled scenarios:{string.Concat(shown)}",
                DirectoryOf(_root), null, $"{ConformCommandLine.ProgramName} lint {DirectoryOf(_root)}");
        }

        wanted.ForEach(d => _unread.Remove(d.Key));
        foreach (var scenario in loaded.Scenarios)
        {
            _cases.Add(scenario.Id, scenario);
        }
    }

    private static string Some(IEnumerable<string> words)
    {
        var list = words.ToList();
        return string.Join(", ", list.Take(ShownNearMatches)) + (list.Count > ShownNearMatches ? $" and {list.Count - ShownNearMatches} more" : "");
    }

    private UserError NoMatch(string glob, string where)
    {
        var near = NearMatches(glob);
        return new UserError(
            ExitCode.Usage,
            $"no scenario matches '{glob}'",
            where,
            $"the id of one of the {All.Length} cases, or a glob over them (* any run of characters, ? one)",
            near.Count > 0 ? "did you mean " + Some(near) + "?" : $"{ConformCommandLine.ProgramName} list scenarios shows them all");
    }

    private List<string> NearMatches(string glob)
    {
        var families = All.Select(s => Family.IdOf(s.Id)).Distinct(StringComparer.Ordinal).ToList();
        var literal = glob.Trim('*', '?');
        var whole = Nearest.Of(literal, families);
        var areas = families.Select(f => f.Split('/')[0]).Distinct(StringComparer.Ordinal).ToList();
        var area = Nearest.Of(literal.Split('/')[0], areas);
        var words = literal.Split(['/', '-', '*', '?', '@'], StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. families
                .Select(f => (Family: f, Score: Score(f)))
                .Where(p => p.Score > 0)
                .OrderByDescending(p => p.Score)
                .ThenBy(p => p.Family, StringComparer.Ordinal)
                .Select(p => p.Family),
        ];

        int Score(string family) =>
            (string.Equals(family, whole, StringComparison.Ordinal) ? 100 : 0)
            + (area is not null && family.StartsWith(area + "/", StringComparison.Ordinal) ? 1 : 0)
            + words.Count(w => w.Length > 2 && family.Contains(w, StringComparison.OrdinalIgnoreCase)) * 2;
    }
}
