using GridCity.Testing;

namespace GridCity.Runtime.Tests.Testing;

public sealed class EventuallyTests
{
    [Fact]
    public async Task A_wait_ends_when_its_condition_holds()
    {
        var asked = 0;

        await Eventually.Is(() => ++asked == 3, "the third question is answered");

        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task A_wait_in_vain_names_what_was_expected()
    {
        var error = await Assert.ThrowsAsync<TimeoutException>(
            () => Eventually.Is(() => false, TimeSpan.FromMilliseconds(20), "case/1, filing: it is filed"));

        Assert.Contains("case/1, filing: it is filed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_beside_the_repository_are_found() => Assert.True(Directory.Exists(SharedData.Find("data/geo-hangzhou")));
}
