using Spectre.Console.Rendering;

namespace Utrace.Conform.Rendering;

/// <summary>One line of text that is neither wrapped nor styled, however narrow the console is.</summary>
internal sealed class ControlLine(string text) : IRenderable
{
    /// <inheritdoc/>
    public Measurement Measure(RenderOptions options, int maxWidth) => new(text.Length, text.Length);

    /// <inheritdoc/>
    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => [new Segment(text), Segment.LineBreak];
}
