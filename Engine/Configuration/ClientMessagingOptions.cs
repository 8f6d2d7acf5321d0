namespace Orleans.Configuration;

/// <summary>How calls of a test cluster's client are carried. The client that a silo's own services contain follows <see cref="SiloMessagingOptions"/>.</summary>
public class ClientMessagingOptions : MessagingOptions;
