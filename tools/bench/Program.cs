return Utrace.Bench.Cli.BenchCommandLine.Run(args);
