namespace Utrace.Conformance.Scheduling.Search;

/// <summary>Runs a controlled program under one schedule after another, within a budget.</summary>
public static class ScheduleSearch
{
    /// <summary>Runs the program until its schedules or the budget are at an end, or until <paramref name="goesOn"/> says no.</summary>
    /// <typeparam name="TResult">What a run gives.</typeparam>
    /// <param name="program">The program; runs the same way under the same choices.</param>
    /// <param name="budget">How much may be done, and how schedules are chosen.</param>
    /// <param name="goesOn">Told every schedule that was run to its end, in order; false stops the search.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget allows no schedule or no step, or the program has no contexts or more than 64.</exception>
    /// <exception cref="InvalidOperationException">The program ran differently under the same choices.</exception>
    public static ScheduleCoverage Run<TResult>(IControlled<TResult> program, ScheduleBudget budget, Func<ScheduleResult<TResult>, bool> goesOn)
    {
        Check(budget);
        if (program.Contexts is < 1 or > 64)
        {
            throw new ArgumentOutOfRangeException(nameof(program), program.Contexts, "A program has 1 to 64 contexts.");
        }

        var session = new SearchSession<TResult>(program, budget, goesOn);
        foreach (var stage in SearchPlan.Of(budget, program.Contexts, () => session.Bound))
        {
            session.Run(stage);
            if (session.IsOver)
            {
                break;
            }
        }

        return session.Coverage();
    }

    private static void Check(ScheduleBudget budget)
    {
        if (budget.MaxSchedules < 1 || budget.MaxSteps < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(budget), budget, "A search needs at least one schedule and one step.");
        }
    }
}
