namespace Utrace.Conformance.Scheduling.Search;

/// <summary>Counts the races of a search: a variable, and who came first and second.</summary>
internal sealed class RaceCount
{
    private readonly HashSet<(int Variable, int First, int Second)> _seen = [];
    private readonly List<int> _variables = [];

    /// <summary>Races met in one order or both.</summary>
    public int Met { get; private set; }

    /// <summary>Races met in both orders.</summary>
    public int InBothOrders { get; private set; }

    /// <summary>Adds those of the trace's last step.</summary>
    public void Add(StepTrace trace)
    {
        var last = trace[trace.Count - 1];
        foreach (var race in trace.Races)
        {
            _variables.Clear();
            trace[race].Footprint.ConflictsInto(last.Footprint, _variables);
            foreach (var variable in _variables)
            {
                Add(variable, trace[race].Process, last.Process);
            }
        }
    }

    private void Add(int variable, int first, int second)
    {
        if (!_seen.Add((variable, first, second)))
        {
            return;
        }

        if (_seen.Contains((variable, second, first)))
        {
            InBothOrders++;
        }
        else
        {
            Met++;
        }
    }
}
