using Utrace.Conform.Cli;

using var host = Host.OfProcess();
return ConformCommandLine.Run(args, host);
