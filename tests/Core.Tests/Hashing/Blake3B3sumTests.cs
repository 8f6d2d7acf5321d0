using Aevrion.Core.Hashing;
using FsCheck;
using FsCheck.Fluent;

namespace Aevrion.Core.Tests.Hashing;

public sealed class Blake3B3sumTests : IDisposable
{
    private static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(60);

    // Up to a few kilobytes of hex, which a pipe holds.
    private static readonly Gen<int> OutputLength = Gen.OneOf(Gen.Constant(Blake3.HashLength), Gen.Choose(1, 2_000));

    private readonly string _file = Path.GetTempFileName();

    // A missing program should fail once and plainly, not as a counterexample.
    public Blake3B3sumTests() => B3sum.Hash(_file, []);

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Hashes_agree_with_b3sum() => Check.One(Cases, Prop.ForAll(
        Gen.Zip(HashInputs.Bytes, OutputLength).ToArbitrary(),
        pair =>
        {
            var (input, length) = pair;
            var output = new byte[length];
            Blake3.Hash(input, output);
            return output.AsSpan().SequenceEqual(Reference(input, [], length));
        }));

    [Fact]
    public void Keyed_hashes_agree_with_b3sum() => Check.One(Cases, Prop.ForAll(
        Gen.Zip(HashInputs.Bytes, Gen.Zip(Gen.Choose(0, int.MaxValue), OutputLength)).ToArbitrary(),
        pair =>
        {
            var (input, (seed, length)) = pair;
            var key = HashInputs.Random(Blake3.KeyLength, seed);
            var output = new byte[length];
            Blake3.KeyedHash(key, input, output);
            return output.AsSpan().SequenceEqual(Reference(input, key, length, "--keyed"));
        }));

    [Fact]
    public void Derived_keys_agree_with_b3sum() => Check.One(Cases, Prop.ForAll(
        Gen.Zip(HashInputs.Bytes, Gen.Zip(Gen.Choose(0, 3_000), OutputLength)).ToArbitrary(),
        pair =>
        {
            var (material, (contextLength, length)) = pair;
            var context = "x" + new string('ß', contextLength);
            var output = new byte[length];
            Blake3.DeriveKey(context, material, output);
            return output.AsSpan().SequenceEqual(Reference(material, [], length, "--derive-key", context));
        }));

    private byte[] Reference(byte[] input, byte[] standardInput, int length, params IEnumerable<string> options)
    {
        File.WriteAllBytes(_file, input);
        return B3sum.Hash(_file, standardInput, [.. options, "--length", $"{length}"]);
    }
}
