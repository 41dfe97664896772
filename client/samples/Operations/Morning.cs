using GridCity.Client;

namespace GridCity.Samples.Operations;

/// <summary>The look in the morning: what answers, what waits, what stands open; and a new colleague who starts today.</summary>
internal sealed class Morning(GridCityClient city, TextWriter screen)
{
    /// <returns>False when somebody has to look closer.</returns>
    public async Task<bool> IsWellAsync()
    {
        var version = await city.Admin.GetVersionAsync(new());
        await screen.WriteLineAsync($"GridCity {version.Version}, {version.Build} build, {version.Engine} engine");
        var figures = (await city.Desk.StatisticsAsync(new())).Figures;
        await screen.WriteLineAsync($"cases: {string.Join(", ", figures.Select(figure => $"{figure.Amount} {figure.Measure}"))}");
        var backlog = await city.Admin.GetBacklogAsync(new());
        await screen.WriteLineAsync($"mail that waits: {backlog.MailWaiting}, that could not be delivered: {backlog.DeadLetters}");
        foreach (var view in backlog.Projections.Where(view => view.Events > 0))
            await screen.WriteLineAsync($"the view {view.Name} is {view.Events} events behind");
        return backlog.DeadLetters == 0;
    }

    /// <summary>A user, the post, and a token for it, which is shown this once.</summary>
    /// <param name="area">Beginning of the cell codes that the post is for; empty for the whole city.</param>
    public async Task<string> WelcomeAsync(string id, string name, string role, string area)
    {
        await city.Users.AddUserAsync(new() { Id = id, Label = name });
        var post = await city.Users.GrantPostAsync(new() { User = id, Role = role, Areas = { area.Length == 0 ? [] : [area] } });
        return (await city.Users.IssueTokenAsync(new() { PostId = post.PostId, Days = 30 })).Token;
    }
}
