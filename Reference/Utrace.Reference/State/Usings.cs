// The thread of the model, not of the runtime.
global using ThreadState = Utrace.Reference.State.ThreadState;
