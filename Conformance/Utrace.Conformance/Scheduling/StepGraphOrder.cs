namespace Utrace.Conformance.Scheduling;

/// <summary>The order in which one pass can carry facts from the ends of a graph back to its start.</summary>
internal static class StepGraphOrder
{
    /// <summary>The states, targets first; whether there is no cycle; and which transitions close one. Depth first, without recursion.</summary>
    public static (int[] Order, bool IsAcyclic, bool[] IsBack) Of(StepGraph graph)
    {
        var order = new List<int>(graph.States);
        var isBack = new bool[graph.Transitions];
        var place = new Place[graph.States];
        var isAcyclic = true;
        var path = new Stack<(int State, int Next)>();
        path.Push((0, graph.First(0)));
        place[0] = Place.OnPath;
        while (path.TryPop(out var at))
        {
            if (at.Next == graph.First(at.State + 1))
            {
                place[at.State] = Place.Done;
                order.Add(at.State);
                continue;
            }

            path.Push((at.State, at.Next + 1));
            var target = graph.Target(at.Next);
            if (place[target] == Place.OnPath)
            {
                isBack[at.Next] = true;
                isAcyclic = false;
            }
            else if (place[target] == Place.New)
            {
                place[target] = Place.OnPath;
                path.Push((target, graph.First(target)));
            }
        }

        return ([.. order], isAcyclic, isBack);
    }

    private enum Place
    {
        New,
        OnPath,
        Done,
    }
}
