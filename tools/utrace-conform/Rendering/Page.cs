using Spectre.Console;

namespace Utrace.Conform.Rendering;

/// <summary>Prints text with headings, fields and wrapped prose; colours only where the console has them.</summary>
internal sealed class Page(IAnsiConsole console)
{
    private const int LongestLine = 110;

    /// <summary>Where a line of prose ends.</summary>
    private int Width => Math.Min(LongestLine, console.Profile.Width);

    /// <summary>An empty line.</summary>
    public void Blank() => console.WriteLine();

    /// <summary>A line as it is.</summary>
    public void Line(string text, string? style = null)
    {
        if (style is null)
        {
            // Past the renderer: log lines and diagrams must not be wrapped.
            console.Write(new ControlLine(text));
        }
        else
        {
            console.MarkupLine($"[{style}]{Markup.Escape(text)}[/]");
        }
    }

    /// <summary>A heading.</summary>
    public void Heading(string text) => Line(text, "bold");

    /// <summary>Words, wrapped, every line indented.</summary>
    public void Prose(string text, int indent, string? style = null)
    {
        foreach (var line in Wrap(text, Width - indent))
        {
            Line(new string(' ', indent) + line, style);
        }
    }

    /// <summary>A label and its text; what does not fit goes below the text's beginning.</summary>
    public void Field(string label, string text, int indent, int labelWidth, string? style = null)
    {
        var first = true;
        foreach (var line in Wrap(text, Width - indent - labelWidth))
        {
            Line(new string(' ', indent) + (first ? label : "").PadRight(labelWidth) + line, style);
            first = false;
        }
    }

    /// <summary>Cuts a text into lines at its spaces; a word longer than the width stays whole.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
