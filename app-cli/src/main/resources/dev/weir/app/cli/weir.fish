# Completion of weir for fish; from: weir completion fish
function __weir_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in (command $words[1] completion fish -- $words[2..] "$current" 2>/dev/null)
        switch $line
            case ':files*' ':folders*'
                set -l lead (string replace -r '^:\w+ ?' '' -- $line)
                set -l start (math (string length -- "$lead") + 1)
                set -l name (string sub -s $start -- "$current")
                if string match -q ':files*' -- $line
                    string replace -r -- '^' "$lead" (__fish_complete_path "$name")
                else
                    string replace -r -- '^' "$lead" (__fish_complete_directories "$name")
                end
            case '*'
                echo $line
        end
    end
end
complete -c weir -f -a '(__weir_complete)'
