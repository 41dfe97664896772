using GridCity.Grains;
using GridCity.Runtime.Journal;

namespace GridCity.Conformance;

public abstract partial class JournalConformance
{
    [Fact]
    public async Task Posted_mail_waits_until_it_is_consumed()
    {
        var mail = await MailAsync(Grain("a"), Grain("b"));
        await WinsAsync(Append(Grain("a"), 0, 1) with { Posted = [mail] });
        var waiting = Assert.Single(await WaitingAsync());

        Assert.Equal((mail.Id, mail.Source, mail.Target, mail.Body.Name), (waiting.Id, waiting.Source, waiting.Target, waiting.Body.Name));
        Assert.Equal(0, Number(waiting.Body.Json));
        Assert.True(await WinsAsync(Append(Grain("b"), 0, 2) with { Consumed = [mail.Id] }));
        Assert.Empty(await WaitingAsync());
    }

    [Fact]
    public async Task An_append_loses_when_its_mail_is_gone()
    {
        var mail = await MailAsync(Grain("a"), Grain("b"));
        await WinsAsync(Append(Grain("a"), 0, 1) with { Posted = [mail] });
        await WinsAsync(Append(Grain("b"), 0, 2) with { Consumed = [mail.Id] });

        Assert.False(await WinsAsync(Append(Grain("b"), 1, 3) with { Consumed = [mail.Id] }));

        await AssertNumbersAsync("b", [2]);
    }

    [Fact]
    public async Task An_append_loses_when_one_of_two_pieces_is_gone_and_the_other_waits_on()
    {
        var (gone, waits) = (await MailAsync(Grain("a"), Grain("b")), await MailAsync(Grain("a"), Grain("b")));
        await WinsAsync(Append(Grain("a"), 0, 1) with { Posted = [waits] });

        Assert.False(await WinsAsync(Append(Grain("b"), 0, 2) with { Consumed = [waits.Id, gone.Id] }));

        Assert.True(await WaitsAsync(waits));
        Assert.True(await WinsAsync(Append(Grain("b"), 0, 2) with { Consumed = [waits.Id] }));
    }

    [Fact]
    public async Task Mail_of_a_lane_waits_in_the_order_of_its_ids()
    {
        Mail[] lane = [.. await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => MailAsync(Grain("a"), Grain("b"))))];
        var posted = lane.OrderBy(mail => mail.Id.Number).ToArray();
        await WinsAsync(Append(Grain("a"), 0, 1) with { Posted = [.. posted[..3]] });
        await WinsAsync(Append(Grain("a"), 1, 2) with { Posted = [.. posted[3..]] });

        Assert.Equal(posted.Select(mail => mail.Id), (await WaitingAsync()).Select(mail => mail.Id));
    }

    [Fact]
    public async Task Waiting_mail_is_read_page_by_page()
    {
        var posted = new List<Mail>();
        for (var i = 0; i < 5; i++) posted.Add(await MailAsync(Grain($"source-{i % 2}"), Grain("b")));
        foreach (var source in posted.GroupBy(mail => mail.Source))
            await WinsAsync(Append(source.Key, 0, 1) with { Posted = [.. source] });

        var read = new List<MailId>();
        for (var page = await It.Mail.WaitingAsync(TimeSpan.Zero, default, 2); !page.IsEmpty;)
        {
            read.AddRange(page.Select(mail => mail.Id));
            page = await It.Mail.WaitingAsync(TimeSpan.Zero, page[^1].Id, 2);
        }

        Assert.Equal(posted.Select(mail => mail.Id), read.Where(id => posted.Any(mail => mail.Id == id)));
    }

    [Fact]
    public async Task Young_mail_is_left_to_its_first_delivery()
    {
        await WinsAsync(Append(Grain("a"), 0, 1) with { Posted = [await MailAsync(Grain("a"), Grain("b"))] });

        Assert.Empty(await WaitingAsync(age: TimeSpan.FromHours(1)));
        Assert.Single(await WaitingAsync(age: TimeSpan.Zero));
    }

    [Fact]
    public async Task Buried_mail_waits_no_more_and_may_be_buried_twice()
    {
        var mail = await MailAsync(Grain("a"), Grain("b"));
        await WinsAsync(Append(Grain("a"), 0, 1) with { Posted = [mail] });

        await It.Mail.BuryAsync(mail, "refused");
        await It.Mail.BuryAsync(mail, "refused");

        Assert.False(await WaitsAsync(mail));
        Assert.Empty(await WaitingAsync());
        Assert.False(await WinsAsync(Append(Grain("b"), 0, 2) with { Consumed = [mail.Id] }));
    }

    [Fact]
    public async Task Reserved_ids_are_never_given_twice()
    {
        int[] counts = [1, 10, 3, 100, 1, 7];
        var firsts = await Task.WhenAll(counts.Select(count => It.Mail.ReserveIdsAsync(count)));

        var ids = firsts.Zip(counts).SelectMany(block => Enumerable.Range(0, block.Second).Select(i => block.First + i)).ToArray();

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(id > 0));
    }

    [Fact]
    public async Task Ids_reserved_later_are_greater()
    {
        var first = await It.Mail.ReserveIdsAsync(50);

        Assert.True(await It.Mail.ReserveIdsAsync(1) >= first + 50);
    }
}
