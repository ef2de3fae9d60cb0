using System.Collections.Immutable;
using System.Reflection;

namespace Utrace.Spec.Guarantees;

/// <summary>Reads the data files. They are part of this assembly: a defect in one is a defect of the build, and its tests show it.</summary>
internal static class GuaranteeData
{
    private const string Folder = "Guarantees/Data/";
    private const string RulingsFile = Folder + "rulings.yaml";
    private const string VersionsFile = Folder + "versions.yaml";

    /// <summary>One area per file, in no order.</summary>
    internal static ImmutableArray<GuaranteeArea> ReadAreas() =>
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(n => n.StartsWith(Folder, StringComparison.Ordinal) && n is not RulingsFile and not VersionsFile)
            .Order(StringComparer.Ordinal)
            .Select(n => ReadArea(Open(n))),
    ];

    /// <summary>The API numbers, in the order of the file, which is ascending.</summary>
    internal static ImmutableArray<ApiVersion> ReadVersions()
    {
        var file = Open(VersionsFile);
        ImmutableArray<ApiVersion> versions =
        [
            .. file.Items("versions").Select(v =>
            {
                var version = new ApiVersion(v.Number("number"), v.Words("letters"), v.Text("about"));
                v.Done();
                return version;
            }),
        ];
        file.Done();
        return versions;
    }

    /// <summary>The rulings, in the order of the file.</summary>
    internal static ImmutableArray<Ruling> ReadRulings()
    {
        var file = Open(RulingsFile);
        ImmutableArray<Ruling> rulings =
        [
            .. file.Items("rulings").Select(r =>
            {
                var ruling = new Ruling(r.Text("id"), r.Text("disagreement"), r.Text("ruling"), r.Words("affects"));
                r.Done();
                return ruling;
            }),
        ];
        file.Done();
        return rulings;
    }

    /// <summary>The area of a file.</summary>
    internal static GuaranteeArea ReadArea(DataNode file)
    {
        var name = file.Text("area");
        var area = new GuaranteeArea(
            name, file.Number("chapter"), file.Text("about"), [.. file.Items("guarantees").Select(g => ReadGuarantee(g, name))]);
        file.Done();
        return area;
    }

    private static Guarantee ReadGuarantee(DataNode node, string area)
    {
        var guarantee = new Guarantee(
            node.Text("id"),
            area,
            node.OneOf("level", ("MUST", GuaranteeLevel.Must), ("SHOULD", GuaranteeLevel.Should), ("MAY", GuaranteeLevel.May),
                ("open", GuaranteeLevel.Open), ("proposal", GuaranteeLevel.Proposal), ("rejected", GuaranteeLevel.Rejected)),
            node.OneOf("tier", ("1", GuaranteeTier.Core), ("2", GuaranteeTier.Activity), ("3", GuaranteeTier.Signal),
                ("proposed", GuaranteeTier.Proposed)),
            node.OneOf("racy", ("no", Racy.No), ("win", Racy.Window), ("stat", Racy.Statistical)),
            node.Text("statement"),
            node.Text("source"),
            node.OptionalText("open"),
            node.Text("check"),
            node.OptionalText("versions"),
            node.OptionalNumber("since"),
            node.OptionalNumber("until"),
            node.Words("see"))
        {
            Untested = node.OptionalText("untested"),
        };
        if (ApiVersions.DefectOf(guarantee.Api) is { } defect)
        {
            throw node.Wrong($"{guarantee.Id}: {defect.What}; expected {defect.Expected}");
        }

        node.Done();
        return guarantee;
    }

    private static DataNode Open(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidDataException($"{resource}: no such data file in this assembly.");
        using var reader = new StreamReader(stream);
        return DataNode.Read(resource, reader);
    }
}
