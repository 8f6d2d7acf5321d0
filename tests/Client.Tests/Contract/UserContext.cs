using System.Text.Json.Serialization;

namespace Aevrion.Client.Tests.Contract;

[JsonSerializable(typeof(User))]
public sealed partial class UserContext : JsonSerializerContext;
