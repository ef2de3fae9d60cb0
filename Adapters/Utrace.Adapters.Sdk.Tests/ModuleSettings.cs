// Most of a test here waits for a program: for its start, its end, or its silence. So there are more of them at a time than cores.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(5)]
