using Utrace.Spec.Loading.Yaml;

namespace Utrace.Spec.Loading.Grammar;

/// <summary>A list of steps of one place.</summary>
internal sealed record StepsSpec(StepPlaces Place) : ValueSpec
{
    /// <summary>Keys that may stand beside the word of a step.</summary>
    public static readonly KeySpec[] Beside =
    [
        new("expect", ScenarioGrammar.Results, "The results that are allowed: a word or a list of words."),
        new("because", ScenarioGrammar.GuaranteeId, "The guarantee that another result breaks; the scenario's first one if absent."),
    ];

    /// <inheritdoc/>
    public override string Expected => "a list of steps";

    /// <summary>The place in words.</summary>
    public string PlaceWords => Place switch
    {
        StepPlaces.Program => "a thread's program",
        StepPlaces.Script => "an actor's script",
        _ => "a callback's do",
    };

    /// <summary>The words that may stand here.</summary>
    public IEnumerable<StepSpec> Steps => ScenarioGrammar.Steps.Where(s => (s.Places & Place) != 0);

    /// <inheritdoc/>
    public override bool Takes(YamlNode node) => node is YamlList;

    /// <summary>Reads which step a node is; null where it is none.</summary>
    public static StepNode? Find(YamlNode node) => node switch
    {
        YamlScalar s when Spec(s.Value) is { } spec => new(spec, s, null, null),
        YamlMap m when m.Entries.FirstOrDefault(e => Spec(e.Key.Value) is not null) is { } e => new(Spec(e.Key.Value)!, e.Key, e.Value, m),
        _ => null,
    };

    /// <inheritdoc/>
    protected override void CheckTaken(YamlNode node, string label, DefectList defects)
    {
        foreach (var item in ((YamlList)node).Items)
        {
            CheckStep(item, label, defects);
        }
    }

    private static StepSpec? Spec(string verb) => ScenarioGrammar.Steps.FirstOrDefault(s => string.Equals(s.Verb, verb, StringComparison.Ordinal));

    private static bool IsBeside(string key) => Array.Exists(Beside, k => string.Equals(k.Name, key, StringComparison.Ordinal));

    private void CheckStep(YamlNode item, string label, DefectList defects)
    {
        if (item is YamlUnknown)
        {
            return;
        }

        if (item is YamlList or YamlScalar { IsNull: true } or YamlMap { Entries.IsEmpty: true })
        {
            defects.Add(item.Mark, $"a step of {label} is {item.Kind}", "a word, or a word with its value");
            return;
        }

        if (Find(item) is not { } step)
        {
            var written = item is YamlMap m ? (m.Entries.FirstOrDefault(e => !IsBeside(e.Key.Value)) ?? m.Entries[0]).Key : (YamlScalar)item;
            var verbs = Steps.Select(s => s.Verb).ToList();
            defects.Add(written.Mark, $"unknown step '{written.Value}' of {PlaceWords}", Prose.OneOf(verbs), Nearest.Of(written.Value, verbs));
            return;
        }

        if ((step.Spec.Places & Place) == 0)
        {
            defects.Add(step.Verb.Mark, $"'{step.Spec.Verb}' is not a step of {PlaceWords}", Prose.OneOf([.. Steps.Select(s => s.Verb)]));
        }

        CheckValue(step, defects);
        CheckBeside(step, defects);
    }

    private static void CheckValue(StepNode step, DefectList defects)
    {
        if (step.Value is null or YamlScalar { IsNull: true })
        {
            if (!step.Spec.Bare)
            {
                defects.Add(step.Verb.Mark, $"'{step.Spec.Verb}' has no value", step.Spec.Value!.Expected);
            }
        }
        else if (step.Spec.Value is null)
        {
            defects.Add(step.Value.Mark, $"'{step.Spec.Verb}' takes no value");
        }
        else
        {
            step.Spec.Value.Check(step.Value, $"'{step.Spec.Verb}'", defects);
        }
    }

    private static void CheckBeside(StepNode step, DefectList defects)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { step.Spec.Verb };
        foreach (var (key, value) in step.Map?.Entries ?? [])
        {
            if (ReferenceEquals(key, step.Verb))
            {
                continue;
            }

            if (!seen.Add(key.Value))
            {
                defects.Add(key.Mark, $"the key '{key.Value}' is given twice");
            }
            else if (Spec(key.Value) is not null)
            {
                defects.Add(key.Mark, $"'{key.Value}' is a step of its own", $"one step an item, '{step.Spec.Verb}' here");
            }
            else if (Array.Find(Beside, k => string.Equals(k.Name, key.Value, StringComparison.Ordinal)) is not { } spec)
            {
                List<string> names = step.Spec.Results is null ? [] : [.. Beside.Select(k => k.Name)];
                defects.Add(key.Mark, $"unknown key '{key.Value}' beside '{step.Spec.Verb}'", names.Count == 0 ? "the step alone" : Prose.OneOf(names), Nearest.Of(key.Value, names));
            }
            else if (step.Spec.Results is null)
            {
                defects.Add(key.Mark, $"'{step.Spec.Verb}' has no result, so '{key.Value}' says nothing");
            }
            else
            {
                spec.Value.Check(value, $"'{key.Value}'", defects);
            }
        }

        if (step.Map is { } map && map["because"] is not null && map["expect"] is null && step.Spec.Results is not null)
        {
            defects.Add(map.Find("because")!.Key.Mark, "'because' without 'expect'", "the results that are allowed");
        }
    }
}
