using GridCity.Runtime.Schema;
using GridCity.Testing;

namespace GridCity.Runtime.Tests.Schema;

/// <summary>What the step that brings users makes of a city that had tokens only.</summary>
public sealed class PeopleStepTests
{
    private const int PeopleStep = 51;

    [Fact]
    public async Task Tokens_from_before_go_on_for_posts_of_users()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await new Migrator(database.Source, [.. Migration.Embedded.Where(step => step.Number < PeopleStep)]).MigrateAsync();
        await database.ExecuteAsync(
            """
            INSERT INTO access_token (id, hash, person, role, unit, area, expires_at) VALUES
                (gen_random_uuid(), '\x01', 'wei', 'clerk', '', '330106', now() + interval '1 day'),
                (gen_random_uuid(), '\x02', 'wei', 'clerk', '', '330106', now() + interval '2 days'),
                (gen_random_uuid(), '\x03', 'wei', 'handler', 'water', '', now() + interval '1 day')
            """);

        await new Migrator(database.Source).MigrateAsync();

        Assert.Equal(
            "1 wei clerk  {330106} true, 2 wei clerk  {330106} true, 3 wei handler water {} false",
            await database.ScalarAsync<string>(
                """
                SELECT string_agg(
                    concat_ws(' ', get_byte(t.hash, 0), u.id, p.role, p.unit, p.areas, p.sees_phone::text), ', ' ORDER BY t.hash)
                FROM access_token t JOIN user_post p ON p.id = t.post JOIN user_account u ON u.id = p.user_id
                """));
        Assert.Equal(2, await database.ScalarAsync<long>("SELECT count(*) FROM user_post"));
    }
}
