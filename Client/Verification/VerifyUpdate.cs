using System.Text.Json.Serialization;

namespace Aevrion.Client;

/// <summary>
/// What a verification tells as it goes: <see cref="VerifyProgress"/>, <see cref="VerifyMismatch"/> and, as the last, one <see cref="VerifyReport"/>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = Discriminator)]
[JsonDerivedType(typeof(VerifyProgress), VerifyProgress.Name)]
[JsonDerivedType(typeof(VerifyMismatch), VerifyMismatch.Name)]
[JsonDerivedType(typeof(VerifyReport), VerifyReport.Name)]
public abstract record VerifyUpdate : ServerDocument
{
    internal const string Discriminator = "type";

    private protected VerifyUpdate()
    {
    }
}
