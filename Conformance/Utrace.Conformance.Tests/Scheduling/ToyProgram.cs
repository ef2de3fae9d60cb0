using Utrace.Conformance.Scheduling;

namespace Utrace.Conformance.Tests.Scheduling;

/// <summary>A cooperative program whose bodies are given; they write into <see cref="Trace"/>.</summary>
internal sealed class ToyProgram(params Func<CooperativeContext, List<string>, Steps>[] bodies) : ICooperativeProgram<CooperativeEnd>
{
    public List<string> Trace { get; } = [];

    public int Contexts => bodies.Length;

    public static ToyProgram OfSteps(params int[] steps) => new([.. steps.Select(n => new Func<CooperativeContext, List<string>, Steps>((self, trace) => Walk(self, trace, n)))]);

    public void Reset() => Trace.Clear();

    public Steps Run(CooperativeContext self) => bodies[self.Number](self, Trace);

    public CooperativeEnd Result(CooperativeEnd end) => end;

    private static async Steps Walk(CooperativeContext self, List<string> trace, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            await self.Pause();
            trace.Add($"{(char)('a' + self.Number)}{i}");
        }
    }
}
