namespace GridCity.Conformance;

public abstract partial class JournalConformance
{
    [Fact]
    public async Task Versions_of_many_heads_come_in_the_order_asked()
    {
        await WinsAsync(Append(Grain("two"), 0, 1, 2));
        await WinsAsync(Append(Grain("one"), 0, 1));

        var versions = await It.Others.VersionsAsync([Grain("one"), Grain("none"), Grain("two")]);

        Assert.Equal([1, 0, 2], versions);
    }

    [Fact]
    public async Task Mail_left_by_a_source_is_found_whatever_its_target()
    {
        var (first, second) = (await MailAsync(Grain("a"), Grain("b")), await MailAsync(Grain("a"), Grain("c")));
        var other = await MailAsync(Grain("other"), Grain("b"));
        await WinsAsync(Append(Grain("a"), 0, 1) with { Posted = [first, second] });
        await WinsAsync(Append(Grain("other"), 0, 1) with { Posted = [other] });

        var left = await It.Mail.WaitingFromAsync([Grain("none"), Grain("a")]);

        Assert.Empty(left[0]);
        Assert.Equal([first.Id, second.Id], left[1].Select(mail => mail.Id));
        await WinsAsync(Append(Grain("b"), 0, 2) with { Consumed = [first.Id] });
        Assert.Equal(second.Id, Assert.Single((await It.Mail.WaitingFromAsync([Grain("a")]))[0]).Id);
    }
}
