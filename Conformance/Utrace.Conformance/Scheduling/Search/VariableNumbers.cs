namespace Utrace.Conformance.Scheduling.Search;

/// <summary>Dense numbers for the variables of a program, in the order of their first use.</summary>
internal sealed class VariableNumbers
{
    private readonly Dictionary<int, int> _numbers = [];

    /// <summary>A variable's dense number.</summary>
    public int Of(int variable)
    {
        if (!_numbers.TryGetValue(variable, out var number))
        {
            number = _numbers.Count;
            _numbers.Add(variable, number);
        }

        return number;
    }
}
