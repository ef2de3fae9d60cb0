namespace Utrace.Conformance.Exploration.Search;

internal sealed partial class BreadthFirst<TSystem, TStore, TSink>
{
    private void RunWithHelper(Action? pulse) => throw new NotSupportedException();
}
