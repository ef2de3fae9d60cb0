using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>What utrace itself once got wrong, for certain or whenever a callback is open at the wrong time.</summary>
internal abstract partial class Decisions
{
    /// <summary>RESUME-05: an attached engine, whatever its mask, makes the thread look at its requests.</summary>
    public virtual bool AttachMarksUnion => true;

    /// <summary>STOP-13: attaching stops the thread.</summary>
    public virtual bool AttachStops => false;

    /// <summary>REAP-08: nobody finds the engines once the reap has begun.</summary>
    public virtual bool ReapEmptiesList => true;

    /// <summary>REAP-07: a reap that has to wait for the death report is not forgotten.</summary>
    public virtual bool PostponedReapIsRecorded => true;

    /// <summary>RESUME-10: of two requests the stronger stays.</summary>
    public virtual bool StrongerRequestStays => true;

    /// <summary>RESUME-10: what a STOP of a pass that does not stop leaves as the request.</summary>
    public virtual ResumeAction RequestOfUnstoppedStop => ResumeAction.Report;
}
