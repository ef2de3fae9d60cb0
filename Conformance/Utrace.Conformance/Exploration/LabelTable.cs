using Utrace.Reference;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Exploration;

/// <summary>Numbers the lines of one transition system: 0 is a hidden step, every line seen gets 1, 2, ... Lines are decoded once. Not thread-safe.</summary>
internal sealed class LabelTable(ITransitionSystem system, ISymmetry? symmetry = null)
{
    private readonly Dictionary<ulong, int> _ids = [];
    private readonly Dictionary<Ended, int> _ends = [];
    private readonly List<Label> _labels = [Label.Hidden];
    private readonly Dictionary<(int Id, int Renaming), int> _images = [];
    private readonly List<LogEvent?> _lines = [null];
    private readonly List<string> _texts = [""];

    /// <summary>One more than the highest number.</summary>
    public int Count => _lines.Count;

    /// <summary>The number of a label.</summary>
    public int IdOf(Label label)
    {
        if (label.IsHidden)
        {
            return 0;
        }

        if (!_ids.TryGetValue(label.Value, out var id))
        {
            id = Add(system.Decode(label), label);
            _ids.Add(label.Value, id);
        }

        return id;
    }

    /// <summary>The number of a last line.</summary>
    public int IdOf(Ended end)
    {
        if (!_ends.TryGetValue(end, out var id))
        {
            id = Add(end, Label.Hidden);
            _ends.Add(end, id);
        }

        return id;
    }

    /// <summary>The line of a number; null for a hidden step.</summary>
    public LogEvent? Line(int id) => _lines[id];

    /// <summary>The text of a line.</summary>
    public string Text(int id) => _texts[id];

    /// <summary>The number of the image of a line. A last line names threads alone.</summary>
    public int Rename(int id, int renaming)
    {
        if (renaming == 0 || _labels[id].IsHidden)
        {
            return id;
        }

        if (!_images.TryGetValue((id, renaming), out var image))
        {
            image = IdOf(symmetry!.Rename(_labels[id], renaming));
            _images.Add((id, renaming), image);
        }

        return image;
    }

    private int Add(LogEvent line, Label label)
    {
        _labels.Add(label);
        _lines.Add(line);
        _texts.Add(line.ToString());
        return _lines.Count - 1;
    }
}
