namespace Orleans.Configuration;

/// <summary>Names the silo.</summary>
public class SiloOptions
{
    public string SiloName { get; set; } = "Silo";
}
