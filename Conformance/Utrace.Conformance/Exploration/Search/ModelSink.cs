namespace Utrace.Conformance.Exploration.Search;

/// <summary>Hands the search of a model to the graph that keeps it.</summary>
internal readonly struct ModelSink(ModelGraph graph) : ISearchSink<ByteStore>
{
    private readonly ModelGraph _graph = graph;

    // What comes behind the search needs a word per state: a case that has no room for it is cut here.
    public long Bytes => _graph.EdgeBytes + LivenessPhase.BytesOf(_graph.States);

    public bool IsVisible(SearchBatch batch, int candidate) => _graph.IsVisible(batch.Successors!.Transition(candidate));

    public void Edge(int state, SearchBatch batch, int candidate, int target, bool added) =>
        _graph.AddEdge(batch.Successors!.Transition(candidate), target, added, batch.Renaming(candidate));

    public bool Expanded(in ByteStore store, int state, int successors)
    {
        _graph.EndState(state, successors == 0);
        return true;
    }
}
