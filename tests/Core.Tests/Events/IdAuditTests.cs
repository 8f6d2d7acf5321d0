using System.Text;
using Aevrion.Core.Events;

namespace Aevrion.Core.Tests.Events;

public sealed class IdAuditTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(200)]
    [InlineData(70_000)]
    public void Ids_that_are_right_pass_and_others_are_named(int valueBytes)
    {
        var audit = new IdAudit();
        List<WrongId> wrong = [];
        var random = new Random(valueBytes);
        for (var i = 0; i < 300; i++)
        {
            var value = new byte[i % 7 == 0 ? valueBytes : random.Next(40)];
            random.NextBytes(value);
            var item = Event.Create($"key {i} é", i % 5 == 0 ? default(ReadOnlyMemory<byte>?) : value, i, "eu");
            var kept = i % 50 == 3 ? Event.Create("other", value, i, "eu").Id : item.Id;
            var key = Encoding.UTF8.GetBytes(item.Key);
            if (!audit.HasRoom(key.Length, item.Value.GetValueOrDefault().Length))
                wrong.AddRange(audit.Check());
            audit.Add(key, item.IsDeletion, item.Value.GetValueOrDefault().Span, item.Timestamp, kept.ToArray());
            if (kept != item.Id)
                Assert.Equal(new WrongId(item.Key, i, kept, item.Id), Assert.Single(audit.Check()));
        }

        wrong.AddRange(audit.Check());
        Assert.Empty(wrong);
        Assert.Empty(audit.Check());
    }
}
