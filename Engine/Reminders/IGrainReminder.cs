namespace Orleans.Runtime;

/// <summary>A reminder as it was when it was registered or looked up.</summary>
public interface IGrainReminder
{
    string ReminderName { get; }
}
