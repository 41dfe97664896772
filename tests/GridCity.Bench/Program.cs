using System.CommandLine;
using GridCity.Bench;
using GridCity.Bench.Traffic;

var json = new Option<FileInfo?>("--json") { Description = "Also write the result to this file." };
var seconds = new Option<int>("--seconds") { Description = "Length of the sustained load; half of the rate follows for as long.", DefaultValueFactory = _ => 300 };
var callers = new Option<int>("--callers") { Description = "Callers at once.", DefaultValueFactory = _ => 64 };
var engine = new Option<string>("--engine") { Description = "local, or orleans in the cluster build.", DefaultValueFactory = _ => CoreBench.UsualEngine };
engine.AcceptOnlyFromAmong("local", "orleans");
var only = new Option<string[]>("--only") { Description = $"Measure these only: {string.Join(", ", CoreBench.Names)}.", AllowMultipleArgumentsPerToken = true };
only.AcceptOnlyFromAmong(CoreBench.Names);
var data = new Option<DirectoryInfo>("--data") { Description = "Folder for the silo and its PostgreSQL; emptied first.", DefaultValueFactory = _ => new(".data/bench") };

var core = new Command("core", "Commands through gRPC, one hot grain, in silo, the wire layer alone, start and idle grains.") { json, seconds, callers, engine, only, data };
core.SetAction(async (parsed, cancellation) => await new CoreBench(new(
    parsed.GetRequiredValue(data).FullName,
    parsed.GetRequiredValue(engine),
    TimeSpan.FromSeconds(parsed.GetRequiredValue(seconds)),
    parsed.GetRequiredValue(callers),
    parsed.GetValue(only) is { Length: > 0 } some ? some : CoreBench.Names)).RunAsync(parsed.GetValue(json)?.FullName));

var cases = new Option<int>("--cases") { Description = "Cases in the database; 0 measures the city's folder alone.", DefaultValueFactory = _ => 1_000_000 };
var workflow = new Command("workflow", "With a year of cases in the database: queues, opening a case, duplicates, search; and a city's folder.") { json, cases, engine, data };
workflow.SetAction(async (parsed, cancellation) => await new WorkflowBench(new(
    parsed.GetRequiredValue(data).FullName,
    parsed.GetRequiredValue(engine),
    parsed.GetRequiredValue(cases))).RunAsync(parsed.GetValue(json)?.FullName));

var edgeSeconds = new Option<int>("--seconds") { Description = "Length of each load that lasts a given time.", DefaultValueFactory = _ => 20 };
var edgeOnly = new Option<string[]>("--only") { Description = $"Measure these only: {string.Join(", ", EdgesBench.Names)}.", AllowMultipleArgumentsPerToken = true };
edgeOnly.AcceptOnlyFromAmong(EdgesBench.Names);
var edges = new Command("edges", "What call centres, handhelds and browsers plug into.") { json, edgeSeconds, callers, engine, edgeOnly, data };
edges.SetAction(async (parsed, cancellation) => await new EdgesBench(new(
    parsed.GetRequiredValue(data).FullName,
    parsed.GetRequiredValue(engine),
    TimeSpan.FromSeconds(parsed.GetRequiredValue(edgeSeconds)),
    parsed.GetRequiredValue(callers))).RunAsync(parsed.GetValue(json)?.FullName, parsed.GetValue(edgeOnly) ?? []));

var webOnly = new Option<string[]>("--only") { Description = $"Measure these only: {string.Join(", ", WebBench.Names)}.", AllowMultipleArgumentsPerToken = true };
webOnly.AcceptOnlyFromAmong(WebBench.Names);
var webCases = new Option<int>("--cases") { Description = "Cases in the database under the map.", DefaultValueFactory = _ => 60_000 };
var pages = new Option<DirectoryInfo>("--pages") { Description = "The built pages.", DefaultValueFactory = _ => new("client/web/dist") };
var scripts = new Option<DirectoryInfo>("--scripts") { Description = "What drives the browser.", DefaultValueFactory = _ => new("tests/GridCity.Bench/Web/pages") };
var chromium = new Option<string>("--chromium") { Description = "The browser's program.", DefaultValueFactory = _ => "/usr/bin/chromium" };
var web = new Command("web", "The pages in a browser on a slow machine, and many cockpits at one silo.") { json, edgeSeconds, callers, engine, webOnly, webCases, pages, scripts, chromium, data };
web.SetAction(async (parsed, cancellation) => await new WebBench(new(
    new(parsed.GetRequiredValue(data).FullName, parsed.GetRequiredValue(engine), TimeSpan.FromSeconds(parsed.GetRequiredValue(edgeSeconds)), parsed.GetRequiredValue(callers)),
    parsed.GetRequiredValue(webCases),
    parsed.GetRequiredValue(pages).FullName,
    parsed.GetRequiredValue(scripts).FullName,
    parsed.GetRequiredValue(chromium))).RunAsync(parsed.GetValue(json)?.FullName, parsed.GetValue(webOnly) ?? []));

var trafficOnly = new Option<string[]>("--only") { Description = $"Measure these only: {string.Join(", ", TrafficBench.Names)}.", AllowMultipleArgumentsPerToken = true };
trafficOnly.AcceptOnlyFromAmong(TrafficBench.Names);
var scenarios = new Option<DirectoryInfo?>("--scenarios") { Description = "SUMO scenarios (each a folder with net, routes, sumocfg), or one of them; without it no delay is measured." };
var seeds = new Option<int>("--seeds") { Description = "Runs of each scenario under each controller.", DefaultValueFactory = _ => 10 };
var scale = new Option<double>("--scale") { Description = "Demand is multiplied by it.", DefaultValueFactory = _ => 1 };
var traffic = new Command("traffic", "Signal control on SUMO scenarios beside reference controllers; 1,300 intersections once a second.") { json, edgeSeconds, engine, trafficOnly, data, scenarios, seeds, scale };
traffic.SetAction(async (parsed, cancellation) => await new TrafficBench(new(
    parsed.GetRequiredValue(data).FullName,
    parsed.GetRequiredValue(engine),
    TimeSpan.FromSeconds(parsed.GetRequiredValue(edgeSeconds)),
    Callers: 1), parsed.GetValue(scenarios) is { } folder ? new(folder.FullName, parsed.GetRequiredValue(seeds), parsed.GetRequiredValue(scale)) : null).RunAsync(parsed.GetValue(json)?.FullName, parsed.GetValue(trafficOnly) ?? []));

return await new RootCommand("Measures GridCity on this machine; every load goes to loopback and ends by itself.") { core, workflow, edges, web, traffic }.Parse(args).InvokeAsync();
