using GridCity.Silo.Commands;

return await CommandLine.RunAsync(args);
