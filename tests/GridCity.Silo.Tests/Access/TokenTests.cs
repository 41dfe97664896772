using GridCity.Grains;
using GridCity.Protos.Admin.V1;
using GridCity.Rpc;
using GridCity.Silo.Access;
using GridCity.Silo.Operations;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Access;

public sealed class TokenTests(SharedSilo shared)
{
    [Theory]
    [InlineData(null)]
    [InlineData("gc_nothing")]
    public async Task Without_a_token_that_works_nothing_is_answered(string? token) =>
        await Refused.With(StatusCode.Unauthenticated, () => shared.Silo.Connect(token).Admin.GetVersionAsync(new()));

    [Fact]
    public async Task A_revoked_token_and_an_expired_one_do_not_work()
    {
        var tokens = new AccessTokens(shared.Silo.Database.Source);
        var (revoked, expired) = (
            await shared.Silo.TokenAsync(Role.Clerk, "p"), await shared.Silo.TokenAsync(Role.Clerk, "p", days: -1));
        await tokens.RevokeAsync(revoked.Id);

        foreach (var token in new[] { revoked, expired })
            await Refused.With(StatusCode.Unauthenticated, () => shared.Silo.Connect(token.Text).Admin.GetVersionAsync(new()));
    }

    [Fact]
    public async Task An_administrator_makes_tokens_and_revokes_them()
    {
        var administrator = await shared.Silo.ClientAsync(Role.Administrator);

        var made = await administrator.Admin.CreateTokenAsync(new() { Person = "p9", Role = "handler", Unit = "water", Days = 2 });
        var version = await shared.Silo.Connect(made.Token).Admin.GetVersionAsync(new());
        await administrator.Admin.RevokeTokenAsync(new() { TokenId = made.TokenId });

        Assert.Equal(BuildInfo.Build, version.Build);
        await Refused.With(StatusCode.NotFound, () => administrator.Admin.RevokeTokenAsync(new() { TokenId = made.TokenId }));
    }

    [Fact]
    public async Task Only_an_administrator_makes_tokens() =>
        await Refused.With(StatusCode.PermissionDenied, () => shared.Crew.Clerk.Admin.CreateTokenAsync(
            new() { Person = "p", Role = "administrator" }));

    [Theory]
    [InlineData("person", "", "clerk", "", 1)]
    [InlineData("role", "p", "mayor", "", 1)]
    [InlineData("unit", "p", "handler", "", 1)]
    [InlineData("unit", "p", "handler", "circus", 1)]
    [InlineData("unit", "p", "inspector", "i99", 1)]
    [InlineData("days", "p", "clerk", "", 3_651)]
    public async Task A_token_that_cannot_be_made_names_the_field(string field, string person, string role, string unit, int days)
    {
        var administrator = await shared.Silo.ClientAsync(Role.Administrator);
        var request = new CreateTokenRequest { Person = person, Role = role, Unit = unit, Days = days };

        await Refused.Naming(field, () => administrator.Admin.CreateTokenAsync(request));
    }

    [Fact]
    public async Task The_database_holds_no_token_that_could_be_used()
    {
        var token = await shared.Silo.TokenAsync(Role.Clerk, "p");

        var kept = await shared.Silo.Database.ScalarAsync<long>(
            $"SELECT count(*) FROM access_token t WHERE t::text LIKE '%{token.Text[3..]}%'");

        Assert.Equal(0, kept);
    }
}
