using Microsoft.Playwright;

namespace Aevrion.Browser.Tests.Browser;

/// <summary>With what eyes a page is looked at.</summary>
internal sealed record Look
{
    public static Look Desktop { get; } = new();

    public static Look Dark { get; } = new() { Scheme = ColorScheme.Dark };

    public static Look Phone { get; } = new() { Width = 375, Height = 812, IsTouched = true };

    public int Width { get; init; } = 1440;

    public int Height { get; init; } = 1000;

    public ColorScheme Scheme { get; init; } = ColorScheme.Light;

    /// <summary>Fingers instead of a mouse.</summary>
    public bool IsTouched { get; init; }

    /// <summary>Pixels of the picture for one of the page.</summary>
    public float Scale { get; init; } = 1;

    public ReducedMotion Motion { get; init; } = ReducedMotion.Reduce;
}
