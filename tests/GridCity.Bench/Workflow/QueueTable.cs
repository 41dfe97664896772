using GridCity.Grains.Cases;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;

namespace GridCity.Bench.Workflow;

/// <summary>A supported list in one order, as docs/queues.md has it; a test holds that page to the code.</summary>
internal sealed record QueueLine(string Filters, QueueOrder Order)
{
    private const string Document = "queues.md";

    private static readonly Stage[] OpenStages = [Stage.Registered, Stage.Filed, Stage.Dispatched, Stage.Handling, Stage.AwaitingCheck, Stage.Checked];
    private static readonly Stage[] DueStages = [Stage.Dispatched, Stage.Handling];
    private static readonly Stage[] EndStages = [Stage.Closed, Stage.Answered, Stage.Voided];

    public string Name => $"{Filters}, {Order}";

    /// <summary>All lines of the page, each order by itself.</summary>
    public static IReadOnlyList<QueueLine> Read() =>
    [
        .. from line in File.ReadLines(Page())
           where line.Contains("| case_", StringComparison.Ordinal)
           let cells = line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
           from order in cells[1].Split(", ")
           select new QueueLine(cells[0], Enum.Parse<QueueOrder>(order, ignoreCase: true)),
    ];

    /// <summary>A request of this line, with values of the city.</summary>
    public ListQueueRequest Request(BigCity city, Random random)
    {
        var filter = new QueueFilter();
        foreach (var word in Filters.Split(" + ")) Set(filter, word, city, random);
        if (Order == QueueOrder.Due && filter.Stage != Stage.Unspecified) filter.Stage = CaseTalk.Pick(random, DueStages);
        return new() { Filter = filter, Order = Order };
    }

    private static void Set(QueueFilter filter, string word, BigCity city, Random random)
    {
        var cell = CaseTalk.Pick(random, city.Cells);
        switch (word)
        {
            case "no filter": break;
            case "stage": filter.Stage = CaseTalk.Pick(random, OpenStages); break;
            case "end stage": filter.Stage = CaseTalk.Pick(random, EndStages); break;
            case "department": filter.Department = CaseTalk.Pick(random, city.Departments); break;
            case "holder": filter.Holder = random.Next(2) == 0 ? CaseHolders.Clerks : CaseTalk.Pick(random, city.Departments); break;
            case "category": filter.Category = CaseTalk.Pick(random, city.Categories); break;
            case "source": filter.Source = random.Next(2) == 0 ? "12345" : "app"; break;
            case "overdue": filter.Overdue = true; break;
            case "urgency": filter.Urgency = random.Next(2) == 0 ? Urgency.Urged : Urgency.Supervised; break;
            case "include_closed": filter.IncludeClosed = true; break;
            case "cell_prefix of a district": filter.CellPrefix = cell[..city.Levels[^3]]; break;
            case "cell_prefix of a street": filter.CellPrefix = cell[..city.Levels[^2]]; break;
            case "cell_prefix of a community": filter.CellPrefix = cell[..city.Levels[^1]]; break;
            default: throw new InvalidOperationException($"docs/queues.md has a filter that the bench does not know: '{word}'.");
        }
    }

    private static string Page()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "docs", Document) is var path && File.Exists(path)) return path;
        throw new FileNotFoundException($"docs/{Document} is not above {AppContext.BaseDirectory}: run the bench in its repository.");
    }
}
