using Utrace.Conformance.Tests.Running;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conformance.Tests.Verdicts;

public sealed class LaneDiagramTests
{
    [Test]
    public void Render_MarkedLine_HasAnArrowAndItsNote()
    {
        var scenario = Make.Scenario(Make.Thread("T"), null, Make.Actor("D"), Make.Actor("Silent"));
        var text = LaneDiagram.Render(scenario, ["D open go", "T tick", "* end T=running"], 1, "allowed here: 'T died'");

        Assert.That(text, Is.EqualTo(
            """
                T     D
                ----  -------
                |     open go
            --> tick  |
                allowed here: 'T died'
                * end T=running

            """.ReplaceLineEndings("\n")));
    }
}
