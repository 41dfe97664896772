namespace GridCity.Bench.Load;

/// <summary>
/// One caller's endless work: case after case from call to closing, one act at a time. Each call of
/// <see cref="NextAsync"/> is one command from outside.
/// </summary>
internal sealed class CaseLife(CityDesk desk, int seed)
{
    private readonly Random _random = new(seed);
    private string _case = "";
    private string _category = "";
    private string _department = "";
    private int _act;

    /// <summary>Does the next act of the case at hand; after the last it begins another case.</summary>
    public async Task NextAsync()
    {
        switch (_act)
        {
            case 0:
                _department = BenchCity.Departments[_random.Next(BenchCity.Departments.Length)];
                _category = BenchCity.Categories[_random.Next(BenchCity.Categories.Length)];
                _case = await desk.RegisterAsync(Reports.One(_random, _category));
                break;
            case 1: await desk.FileAsync(_case, BenchCity.StandardOf(_category)); break;
            case 2: await desk.DispatchAsync(_case, _department); break;
            case 3: await desk.HandleAsync(_case, _department); break;
            case 4: await desk.FeedbackAsync(_case, _department); break;
            case 5: await desk.CheckAsync(_case, BenchCity.Inspectors[_random.Next(BenchCity.Inspectors.Length)]); break;
            case 6: await desk.CloseAsync(_case, BenchCity.StandardOf(_category)); break;
        }

        _act = (_act + 1) % 7;
    }

    /// <summary>A new case, brought to where an inspector has to look before it is filed, or before it is closed.</summary>
    public async Task<string> AwaitingInspectorAsync(bool beforeFiling)
    {
        for (_act = 0; _act < (beforeFiling ? 1 : 5);) await NextAsync();
        if (beforeFiling) await desk.WantVerifyAsync(_case);
        return _case;
    }
}
