// Half of the tests here wait for an adapter that does nothing any more. So there are more of them at a time than cores.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(4)]
