using GridCity.Cli.Commands;

return await CommandTree.RunAsync(args);
