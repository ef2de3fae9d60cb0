using System.Globalization;
using Utrace.Adapters.Wire.Kit;

namespace Utrace.Adapters.Wire.Tests;

/// <summary>How far a list reaches.</summary>
public sealed class TurnRecordTests
{
    /// <summary>Steps as <c>context number-of-choices</c>, with <c>&lt;</c> where the kit sent something before and <c>&gt;</c> where it was its turn after.</summary>
    [TestCase("T0 T0 D0", 0, 0, "T T D", TestName = "Setup is repeated whatever was chosen later")]
    [TestCase("T1 T2 D3", 0, 2, "T T", TestName = "Not beyond the choices that are repeated")]
    [TestCase("T1 T1 D2 D3", 1, 3, "T D D", TestName = "From where it is asked")]
    [TestCase("T1 T2> D3", 0, 3, "T T", TestName = "Up to the kit's turn")]
    [TestCase("T1 T2 <D3 D4", 0, 4, "T T", TestName = "Not beyond what the kit sends in between")]
    [TestCase("<D1 D2", 0, 2, "D D", TestName = "What the kit sent before the first step is sent")]
    [TestCase("T1 T2", 0, 0, "", TestName = "Nothing where nothing is repeated")]
    [TestCase("T1 T2", 2, 2, "", TestName = "Nothing behind the end")]
    public void A_list_reaches(string steps, int from, int repeated, string list) =>
        Assert.That(string.Join(' ', Of(steps).From(from, repeated)), Is.EqualTo(list));

    [TestCase(0, "T", 1, true)]
    [TestCase(1, "T", 1, false)]
    [TestCase(1, "D", 2, true)]
    [TestCase(1, "D", 1, false)]
    [TestCase(2, "D", 2, false)]
    public void It_knows_whether_another_run_is_on_the_same_way(int at, string context, int chosen, bool isSame) =>
        Assert.That(Of("T1 D2").Has(at, context, chosen), Is.EqualTo(isSame));

    private static TurnRecord Of(string steps)
    {
        var record = new TurnRecord();
        foreach (var step in steps.Split(' '))
        {
            var bare = step.Trim('<', '>');
            record.Add(new Turn(bare[..1], int.Parse(bare[1..], CultureInfo.InvariantCulture), step.StartsWith('<'), step.EndsWith('>')));
        }

        return record;
    }
}
