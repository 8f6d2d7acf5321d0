namespace Orleans.Runtime;

/// <summary>Values that travel with a call: set by the caller, read by the grain and by what it calls in turn.</summary>
public static class RequestContext
{
    private const string ReentrancyKey = "#reentrancy";

    private static readonly AsyncLocal<Dictionary<string, object>?> Values = new();

    /// <summary>The call chain that may re-enter the grains it came through; empty for none.</summary>
    public static Guid ReentrancyId
    {
        get => ReentrancyIdOf(Values.Value);
        set
        {
            if (value == Guid.Empty)
                Remove(ReentrancyKey);
            else
                Set(ReentrancyKey, value);
        }
    }

    public static IEnumerable<string> Keys => Values.Value?.Keys ?? Enumerable.Empty<string>();

    public static IEnumerable<KeyValuePair<string, object>> Entries => Values.Value ?? Enumerable.Empty<KeyValuePair<string, object>>();

    public static object? Get(string key) => Values.Value?.GetValueOrDefault(key);

    public static void Set(string key, object value)
    {
        // A dictionary that was handed to a call is never changed.
        Values.Value = Values.Value is { } before ? new Dictionary<string, object>(before) { [key] = value } : new Dictionary<string, object> { [key] = value };
    }

    /// <returns>Whether the key was there.</returns>
    public static bool Remove(string key)
    {
        if (Values.Value is not { } before || !before.ContainsKey(key))
            return false;
        var after = new Dictionary<string, object>(before);
        after.Remove(key);
        Values.Value = after.Count == 0 ? null : after;
        return true;
    }

    public static void Clear()
    {
        if (Values.Value is not null)
            Values.Value = null;
    }

    /// <summary>Until disposed of, calls made from here may come back to this grain while it waits for them.</summary>
    public static ReentrancySection AllowCallChainReentrancy() => new(ReentrancyId == Guid.Empty ? Guid.NewGuid() : ReentrancyId);

    /// <summary>Until disposed of, calls made from here may not come back to grains that allowed it.</summary>
    public static ReentrancySection SuppressCallChainReentrancy() => new(Guid.Empty);

    internal static Dictionary<string, object>? Export() => Values.Value;

    internal static void Import(Dictionary<string, object>? values) => Values.Value = values;

    internal static Guid ReentrancyIdOf(Dictionary<string, object>? values) =>
        values is not null && values.TryGetValue(ReentrancyKey, out var id) ? (Guid)id : Guid.Empty;

    /// <summary>A stretch of grain code with its own answer to whether calls may come back.</summary>
    public readonly struct ReentrancySection : IDisposable, IEquatable<ReentrancySection>
    {
        private readonly Guid _before;
        private readonly Guid _within;

        internal ReentrancySection(Guid within)
        {
            _before = ReentrancyId;
            _within = within;
            ReentrancyId = within;
            if (within != Guid.Empty)
                RuntimeContext.Current?.EnterReentrantSection(within);
        }

        public static bool operator ==(ReentrancySection left, ReentrancySection right) => left.Equals(right);

        public static bool operator !=(ReentrancySection left, ReentrancySection right) => !left.Equals(right);

        public void Dispose()
        {
            if (_within != Guid.Empty)
                RuntimeContext.Current?.LeaveReentrantSection(_within);
            ReentrancyId = _before;
        }

        public bool Equals(ReentrancySection other) => _before == other._before && _within == other._within;

        public override bool Equals(object? obj) => obj is ReentrancySection other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(_before, _within);
    }
}
