using Aevrion.Storage.Appending;
using Aevrion.Storage.Tests.Conformance;

namespace Aevrion.Storage.Tests.Appending;

public sealed class AppendGroupTests
{
    [Theory]
    [InlineData(true, true, false, true)]
    [InlineData(true, false, false, false)]
    [InlineData(false, true, false, false)]
    [InlineData(true, true, true, false)]
    public void A_group_is_new_only_when_all_of_it_is_at_its_first_try(bool first, bool second, bool repeated, bool expected)
    {
        var group = new AppendGroup();
        group.Add(RequestOf("a", 7, first));
        group.Add(RequestOf("b", 5, second));
        Assert.Equal(new AppendTerms(5, expected), group.TermsOf(repeated));
    }

    private static AppendRequest RequestOf(string key, long timestamp, bool isNew) =>
        new([SampleEvents.Put(key, "v", timestamp)], receivedFrom: null, new AppendTerms(timestamp, isNew), bytes: 2);
}
