using Utrace.Spec.Guarantees;

namespace Utrace.Spec.Tests.Guarantees;

public sealed class GuaranteeDataTests
{
    [Test]
    public void Done_KeyThatNobodyReads_SaysWhere()
    {
        var node = DataNode.Read("X.yaml", new StringReader("area: X\nchaptre: 1\n"));
        node.Text("area");

        Assert.That(node.Done, Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo("X.yaml:2:10: 'chaptre' is not a key of this file."));
    }

    [Test]
    public void Text_Missing_SaysWhich() => Assert.That(
        () => DataNode.Read("X.yaml", new StringReader("area: X\n")).Text("about"),
        Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo("X.yaml:1:1: 'about' is missing."));

    [Test]
    public void OneOf_UnknownWord_SaysWhich() => Assert.That(
        () => DataNode.Read("X.yaml", new StringReader("racy: maybe\n")).OneOf("racy", ("no", 0), ("win", 1)),
        Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo("X.yaml:1:1: 'racy' cannot be 'maybe'."));
}
