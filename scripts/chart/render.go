// Renders a Helm chart as `helm template` does, with Go's own templates and Helm's functions, where there is no helm:
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run scripts/chart/render.go CHART RELEASE NAMESPACE < values.yaml
//
// Prints one document after the other. What Helm does beyond that (subcharts, lookups in a cluster, schemas) it does not.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"gopkg.in/yaml.v3"
)

func main() {
	if err := render(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func render(chart, release, namespace string) error {
	values, err := read(filepath.Join(chart, "values.yaml"))
	if err != nil {
		return err
	}
	given := map[string]interface{}{}
	if err := yaml.NewDecoder(os.Stdin).Decode(&given); err != nil && err.Error() != "EOF" {
		return err
	}
	if given, err = plain(given); err != nil {
		return err
	}
	facts, err := read(filepath.Join(chart, "Chart.yaml"))
	if err != nil {
		return err
	}
	described := map[string]interface{}{}
	for name, value := range facts {
		described[strings.ToUpper(name[:1])+name[1:]] = value
	}

	all := template.New("chart").Option("missingkey=zero").Funcs(sprig.TxtFuncMap())
	all.Funcs(template.FuncMap{
		"toYaml": func(value interface{}) (string, error) {
			var text bytes.Buffer
			encoder := yaml.NewEncoder(&text)
			encoder.SetIndent(2)
			err := encoder.Encode(value)
			return strings.TrimSuffix(text.String(), "\n"), err
		},
		"include": func(name string, data interface{}) (string, error) {
			var text bytes.Buffer
			err := all.ExecuteTemplate(&text, name, data)
			return text.String(), err
		},
		"required": func(why string, value interface{}) (interface{}, error) {
			if value == nil || value == "" {
				return nil, errors.New(why)
			}
			return value, nil
		},
	})
	files, err := filepath.Glob(filepath.Join(chart, "templates", "*"))
	if err != nil {
		return err
	}
	base := filepath.Base(chart) + "/templates"
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if _, err := all.New(base + "/" + filepath.Base(file)).Parse(string(text)); err != nil {
			return err
		}
	}
	for _, file := range files {
		name := base + "/" + filepath.Base(file)
		if strings.HasSuffix(name, ".tpl") {
			continue
		}
		var text bytes.Buffer
		err := all.ExecuteTemplate(&text, name, map[string]interface{}{
			"Values":   merge(values, given),
			"Chart":    described,
			"Release":  map[string]interface{}{"Name": release, "Namespace": namespace, "Service": "Helm"},
			"Template": map[string]interface{}{"Name": name, "BasePath": base},
		})
		if err != nil {
			return err
		}
		if strings.HasSuffix(name, ".txt") {
			fmt.Fprintln(os.Stderr, text.String())
		} else {
			fmt.Printf("---\n# Source: %s\n%s\n", name, text.String())
		}
	}
	return nil
}

func read(file string) (map[string]interface{}, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	found := map[string]interface{}{}
	if err := yaml.Unmarshal(text, &found); err != nil {
		return nil, err
	}
	return plain(found)
}

// Numbers as Helm has them, which reads YAML as JSON.
func plain(value map[string]interface{}) (map[string]interface{}, error) {
	text, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	found := map[string]interface{}{}
	return found, json.Unmarshal(text, &found)
}

func merge(ours, given map[string]interface{}) map[string]interface{} {
	merged := map[string]interface{}{}
	for name, value := range ours {
		merged[name] = value
	}
	for name, value := range given {
		inner, is_map := value.(map[string]interface{})
		if before, was_map := merged[name].(map[string]interface{}); is_map && was_map {
			merged[name] = merge(before, inner)
		} else {
			merged[name] = value
		}
	}
	return merged
}
